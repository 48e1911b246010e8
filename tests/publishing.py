"""What tests need to publish: a period that is ready for it, by the actions that people use."""
