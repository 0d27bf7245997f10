"""From a tally to postings, ranks, and one unit's score in words; what every real run is checked for."""
