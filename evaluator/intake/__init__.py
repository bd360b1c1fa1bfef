"""What comes in from outside: call files, registers and tables of applications."""
