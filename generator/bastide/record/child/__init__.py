"""What runs beside the program, with the interpreter that has its SDK: no other module of ours is imported here."""
