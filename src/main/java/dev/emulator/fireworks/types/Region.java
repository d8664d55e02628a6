package dev.emulator.fireworks.types;

import dev.emulator.fireworks.protojson.ProtoEnum;

/**
 * The region in which a job runs. Contains all regions that any version of the API has named. The documented numbers do not include 13;
 * numbers above 26 are inferred.
 */
public enum Region implements ProtoEnum {
    REGION_UNSPECIFIED(0),
    US_IOWA_1(1),
    US_VIRGINIA_1(2),
    US_VIRGINIA_2(3),
    US_ILLINOIS_1(4),
    AP_TOKYO_1(5),
    EU_LONDON_1(6),
    US_ARIZONA_1(7),
    US_TEXAS_1(8),
    US_ILLINOIS_2(9),
    EU_FRANKFURT_1(10),
    US_TEXAS_2(11),
    EU_PARIS_1(12),
    EU_HELSINKI_1(14),
    US_NEVADA_1(15),
    EU_ICELAND_1(16),
    EU_ICELAND_2(17),
    US_WASHINGTON_1(18),
    US_WASHINGTON_2(19),
    EU_ICELAND_DEV_1(20),
    US_WASHINGTON_3(21),
    US_ARIZONA_2(22),
    AP_TOKYO_2(23),
    US_CALIFORNIA_1(24),
    US_MISSOURI_1(25),
    US_UTAH_1(26),
    US_TEXAS_3(27),
    US_ARIZONA_3(28),
    US_GEORGIA_1(29),
    US_GEORGIA_2(30),
    US_WASHINGTON_4(31),
    US_GEORGIA_3(32),
    NA_BRITISHCOLUMBIA_1(33),
    US_GEORGIA_4(34),
    EU_ICELAND_3(35),
    US_OHIO_1(36),
    US_NEWYORK_1(37),
    EU_NETHERLANDS_1(38),
    US_WASHINGTON_5(39),
    US_MINNESOTA_1(40),
    US_CALIFORNIA_2(41),
    AP_MALAYSIA_1(42),
    US_OHIO_2(43);

    private final int number;

    Region(int number) {
        this.number = number;
    }

    @Override
    public int number() {
        return number;
    }
}
