"""Files of office programs (ECMA-376): what workbooks and text documents share."""
