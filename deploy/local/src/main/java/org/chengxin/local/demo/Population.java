package org.chengxin.local.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.chengxin.local.access.Prefecture;

/** The invented adults of the demo, spread over the 16 prefectures; the same every time. */
public final class Population {

    public static final int SIZE = 5_000;

    private static final long SEED = 20_261_122L;
    /** Everybody is of age in every record of the demo. */
    private static final LocalDate FIRST_BIRTH = LocalDate.of(1950, 1, 1);

    private static final LocalDate LAST_BIRTH = LocalDate.of(1999, 12, 31);

    private static final String SURNAMES = "杨李王张段赵刘陈马普白沙木和施董罗高周何";
    private static final String GIVEN = "云溪岚霁湘茗萱棠澜翊朔晗珞屿禾苇汀筠蕴璟骁彦恺澈瑜瑾芷菡";

    private Population() {}

    public static List<DemoPerson> all() {
        return of(SIZE);
    }

    /** A smaller or larger population; it begins with the same persons. */
    public static List<DemoPerson> of(int size) {
        SplittableRandom random = new SplittableRandom(SEED);
        List<Prefecture> prefectures = Prefecture.all();
        int days = (int) (LAST_BIRTH.toEpochDay() - FIRST_BIRTH.toEpochDay()) + 1;
        Set<String> numbers = new HashSet<>();
        List<DemoPerson> persons = new ArrayList<>(size);
        while (persons.size() < size) {
            int index = persons.size() + 1;
            String division = prefectures.get((index - 1) % prefectures.size()).division();
            LocalDate birth = FIRST_BIRTH.plusDays(random.nextInt(days));
            String number = ResidentNumber.synthetic(division, birth, random.nextInt(1, 997))
                    .digits();
            String name = pick(random, SURNAMES) + pick(random, GIVEN) + pick(random, GIVEN);
            if (numbers.add(number)) {
                persons.add(new DemoPerson(index, division, number, name));
            }
        }
        return List.copyOf(persons);
    }

    private static String pick(SplittableRandom random, String characters) {
        int at = random.nextInt(characters.length());
        return characters.substring(at, at + 1);
    }
}
