"""What the office tells of its work: periodic reports, and figures over all of its cases."""
