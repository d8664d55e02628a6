package dev.emulator.fireworks.cli.doctor;

import java.util.List;

/** A check of the doctor. */
@FunctionalInterface
interface Check {

    /** Runs the check. Problems are returned as findings, not thrown. */
    List<Finding> run(DoctorContext context);
}
