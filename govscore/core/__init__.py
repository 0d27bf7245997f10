"""What every stage stands on: exact points, names, frames, periods, formulas, fonts; every message (`problems.toml`)."""
