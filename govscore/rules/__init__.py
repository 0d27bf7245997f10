"""Rule kinds, one a file: model, worded definition, example and one vectorised function. They know no Excel."""
