"""What every stage stands on: exact points, names, problems and their texts, frames, periods, formulas, fonts."""
