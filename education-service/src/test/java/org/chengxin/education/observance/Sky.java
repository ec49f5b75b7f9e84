package org.chengxin.education.observance;

import java.time.LocalDate;
import java.time.temporal.JulianFields;
import java.util.ArrayList;
import java.util.List;

/**
 * Moon and sun as far as the calendar needs them, computed and not looked up: the witness against which the table of
 * lunar years is checked.
 *
 * <p>Sources: J. Meeus, Astronomical Algorithms (2nd ed.), chapter 49 (phases of the moon) and chapter 25 (solar
 * coordinates); difference of the clocks (delta T) by the polynomials of Espenak and Meeus for 2005 to 2050; rules of
 * the calendar by GB/T 33661-2017: months begin on the day of the new moon in Beijing time, the winter solstice falls
 * in month 11, and of thirteen months between two solstices the first without a principal term is the leap month.
 */
final class Sky {

    private static final double BEIJING = 8.0 / 24;

    private Sky() {}

    /** A month of the lunar calendar. */
    record Month(int number, boolean leap, LocalDate first, int days) {}

    /** The months of the lunar year that begins in the given year. */
    static List<Month> yearBeginningIn(int year) {
        var months = new ArrayList<Month>();
        // The year that begins in spring spans two solstice years: the end of one and most of the next.
        for (var month : solsticeYear(year)) {
            if (month.number() != 11 && month.number() != 12) {
                months.add(month);
            }
        }
        for (var month : solsticeYear(year + 1)) {
            if (month.number() == 11 || month.number() == 12) {
                months.add(month);
            }
        }
        return months;
    }

    /** The months from the one with the winter solstice of the year before to the one before the next solstice. */
    private static List<Month> solsticeYear(int year) {
        var moons = newMoons(year - 1, year + 1);
        var from = lastNotAfter(moons, dayOfTerm(270, year - 1));
        var until = lastNotAfter(moons, dayOfTerm(270, year));
        var hasLeap = until - from == 13;
        var months = new ArrayList<Month>();
        var number = 11;
        var leapFound = false;
        for (var i = from; i < until; i++) {
            var first = moons.get(i);
            var next = moons.get(i + 1);
            var leap = hasLeap && !leapFound && i > from && !holdsPrincipalTerm(first, next);
            leapFound |= leap;
            if (!leap && i > from) {
                number = number % 12 + 1;
            }
            months.add(new Month(number, leap, first, (int) (next.toEpochDay() - first.toEpochDay())));
        }
        return months;
    }

    private static boolean holdsPrincipalTerm(LocalDate first, LocalDate next) {
        for (var year = first.getYear(); year <= next.getYear(); year++) {
            for (var longitude = 0; longitude < 360; longitude += 30) {
                var day = dayOfTerm(longitude, year);
                if (!day.isBefore(first) && day.isBefore(next)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static int lastNotAfter(List<LocalDate> moons, LocalDate day) {
        var last = -1;
        for (var i = 0; i < moons.size() && !moons.get(i).isAfter(day); i++) {
            last = i;
        }
        return last;
    }

    private static List<LocalDate> newMoons(int fromYear, int toYear) {
        var moons = new ArrayList<LocalDate>();
        var k = (int) Math.floor((fromYear - 2000) * 12.3685) - 1;
        while (true) {
            var day = dayInBeijing(newMoon(k++));
            if (day.getYear() > toYear) {
                return moons;
            }
            if (day.getYear() >= fromYear) {
                moons.add(day);
            }
        }
    }

    /** The moment of new moon number k since January 2000, as Julian day in dynamical time. */
    static double newMoon(int k) {
        var t = k / 1236.85;
        var t2 = t * t;
        var t3 = t2 * t;
        var t4 = t3 * t;
        var mean = 2451550.09766 + 29.530588861 * k + 0.00015437 * t2 - 0.000000150 * t3 + 0.00000000073 * t4;
        var e = 1 - 0.002516 * t - 0.0000074 * t2;
        var sun = Math.toRadians(2.5534 + 29.10535670 * k - 0.0000014 * t2 - 0.00000011 * t3);
        var moon = Math.toRadians(201.5643 + 385.81693528 * k + 0.0107582 * t2 + 0.00001238 * t3 - 0.000000058 * t4);
        var f = Math.toRadians(160.7108 + 390.67050284 * k - 0.0016118 * t2 - 0.00000227 * t3 + 0.000000011 * t4);
        var node = Math.toRadians(124.7746 - 1.56375588 * k + 0.0020672 * t2 + 0.00000215 * t3);
        var correction = -0.40720 * Math.sin(moon)
                + 0.17241 * e * Math.sin(sun)
                + 0.01608 * Math.sin(2 * moon)
                + 0.01039 * Math.sin(2 * f)
                + 0.00739 * e * Math.sin(moon - sun)
                - 0.00514 * e * Math.sin(moon + sun)
                + 0.00208 * e * e * Math.sin(2 * sun)
                - 0.00111 * Math.sin(moon - 2 * f)
                - 0.00057 * Math.sin(moon + 2 * f)
                + 0.00056 * e * Math.sin(2 * moon + sun)
                - 0.00042 * Math.sin(3 * moon)
                + 0.00042 * e * Math.sin(sun + 2 * f)
                + 0.00038 * e * Math.sin(sun - 2 * f)
                - 0.00024 * e * Math.sin(2 * moon - sun)
                - 0.00017 * Math.sin(node)
                - 0.00007 * Math.sin(moon + 2 * sun)
                + 0.00004 * Math.sin(2 * moon - 2 * f)
                + 0.00004 * Math.sin(3 * sun)
                + 0.00003 * Math.sin(moon + sun - 2 * f)
                + 0.00003 * Math.sin(2 * moon + 2 * f)
                - 0.00003 * Math.sin(moon + sun + 2 * f)
                + 0.00003 * Math.sin(moon - sun + 2 * f)
                - 0.00002 * Math.sin(moon - sun - 2 * f)
                - 0.00002 * Math.sin(3 * moon + sun)
                + 0.00002 * Math.sin(4 * moon);
        double[][] planets = {
            {299.77, 0.107408, 0.000325, -0.009173},
            {251.88, 0.016321, 0.000165, 0},
            {251.83, 26.651886, 0.000164, 0},
            {349.42, 36.412478, 0.000126, 0},
            {84.66, 18.206239, 0.000110, 0},
            {141.74, 53.303771, 0.000062, 0},
            {207.14, 2.453732, 0.000060, 0},
            {154.84, 7.306860, 0.000056, 0},
            {34.52, 27.261239, 0.000047, 0},
            {207.19, 0.121824, 0.000042, 0},
            {291.34, 1.844379, 0.000040, 0},
            {161.72, 24.198154, 0.000037, 0},
            {239.56, 25.513099, 0.000035, 0},
            {331.55, 3.592518, 0.000023, 0}
        };
        for (var planet : planets) {
            correction += planet[2] * Math.sin(Math.toRadians(planet[0] + planet[1] * k + planet[3] * t2));
        }
        return mean + correction;
    }

    /** The day in Beijing on which the sun reaches the longitude in the given year. */
    static LocalDate dayOfTerm(int longitude, int year) {
        // The sun stands at 280° at New Year and moves about a degree a day.
        var wait = ((longitude - 280.0) % 360 + 360) % 360;
        var moment = julianDay(LocalDate.of(year, 1, 1)) + wait * 365.2422 / 360;
        for (var i = 0; i < 20; i++) {
            var missing = longitude - sunAt(moment);
            missing -= 360 * Math.round(missing / 360);
            moment += missing * 365.2422 / 360;
        }
        return dayInBeijing(moment);
    }

    /** Apparent longitude of the sun in degrees. */
    private static double sunAt(double julianDay) {
        var t = (julianDay - 2451545.0) / 36525;
        var mean = 280.46646 + 36000.76983 * t + 0.0003032 * t * t;
        var anomaly = Math.toRadians(357.52911 + 35999.05029 * t - 0.0001537 * t * t);
        var centre = (1.914602 - 0.004817 * t - 0.000014 * t * t) * Math.sin(anomaly)
                + (0.019993 - 0.000101 * t) * Math.sin(2 * anomaly)
                + 0.000289 * Math.sin(3 * anomaly);
        var node = Math.toRadians(125.04 - 1934.136 * t);
        return mean + centre - 0.00569 - 0.00478 * Math.sin(node);
    }

    private static LocalDate dayInBeijing(double dynamical) {
        var year = 2000 + (dynamical - 2451545.0) / 365.25;
        var t = year - 2000;
        var deltaSeconds = 62.92 + 0.32217 * t + 0.005589 * t * t;
        var beijing = dynamical - deltaSeconds / 86400 + BEIJING;
        return LocalDate.MIN.with(JulianFields.JULIAN_DAY, (long) Math.floor(beijing + 0.5));
    }

    private static double julianDay(LocalDate day) {
        return day.getLong(JulianFields.JULIAN_DAY) - 0.5;
    }
}
