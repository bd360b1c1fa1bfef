from tests.ui.chair_fixtures import chair, made_reviews, merged_round, met, quick_keys

__all__ = ["chair", "made_reviews", "merged_round", "met", "quick_keys"]
