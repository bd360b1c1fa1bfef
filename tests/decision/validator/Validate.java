// Judges PDF files with veraPDF's reference validator, all in one process.
// Arguments: pairs of a profile ("ua1", "2a") and a file. Prints one line for each:
// "ok<TAB>profile<TAB>file", or "failed<TAB>profile<TAB>file<TAB>clause: message" for each failed rule.

import java.io.FileInputStream;
import java.util.TreeSet;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

public class Validate {
    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (int at = 0; at < arguments.length; at += 2) {
            judge(PDFAFlavour.byFlavourId(arguments[at]), arguments[at], arguments[at + 1]);
        }
    }

    private static void judge(PDFAFlavour flavour, String profile, String file) throws Exception {
        try (FileInputStream stream = new FileInputStream(file);
                PDFAParser parser = Foundries.defaultInstance().createParser(stream, flavour)) {
            PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false);
            ValidationResult result = validator.validate(parser);
            TreeSet<String> failed = new TreeSet<>();
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                    failed.add(assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber()
                            + ": " + assertion.getMessage());
                }
            }
            for (String each : failed) {
                System.out.println("failed\t" + profile + "\t" + file + "\t" + each.replace('\n', ' '));
            }
            if (failed.isEmpty()) {
                System.out.println((result.isCompliant() ? "ok" : "failed") + "\t" + profile + "\t" + file);
            }
        }
    }
}
