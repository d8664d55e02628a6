package dev.emulator.fireworks.types;

import java.util.List;

/** The regions in which a resource can be placed. Clients set one of the fields. */
public record Placement(Region region, MultiRegion multiRegion, List<Region> regions) {}
