package dev.emulator.fireworks.cli.doctor;

import java.util.List;

/** One thing that the doctor looks at. */
@FunctionalInterface
interface Check {

    /** Whatever is wrong is a finding, and no exception. */
    List<Finding> run(DoctorContext context);
}
