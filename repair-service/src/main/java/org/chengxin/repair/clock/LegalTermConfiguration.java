package org.chengxin.repair.clock;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.chengxin.repair.calendar.Term;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;

/** Reads the periods of the law. */
@Configuration
class LegalTermConfiguration {

    @Bean
    LegalTerms legalTerms(@Value("classpath:clock/terms.csv") Resource terms) throws IOException {
        return new LegalTerms(terms.getContentAsString(StandardCharsets.UTF_8)
                .lines()
                .skip(1)
                .map(line -> term(line.split(",", 10)))
                .toList());
    }

    private static LegalTerm term(String[] columns) {
        return new LegalTerm(
                Purpose.valueOf(columns[0]),
                columns[1],
                new Term(Integer.parseInt(columns[2]), Term.Unit.valueOf(columns[3])),
                extension(columns),
                Integer.parseInt(columns[7]),
                LocalDate.parse(columns[8]),
                columns[9]);
    }

    private static LegalTerm.@Nullable Extension extension(String[] columns) {
        return columns[4].isEmpty()
                ? null
                : new LegalTerm.Extension(
                        LegalTerm.Mode.valueOf(columns[4]),
                        new Term(Integer.parseInt(columns[5]), Term.Unit.valueOf(columns[6])));
    }
}
