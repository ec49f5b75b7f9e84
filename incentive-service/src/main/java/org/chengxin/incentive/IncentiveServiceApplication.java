package org.chengxin.incentive;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** What follows from a record, good or bad, by law only. */
@SpringBootApplication
public class IncentiveServiceApplication {

    static void main(String[] arguments) {
        SpringApplication.run(IncentiveServiceApplication.class, arguments);
    }
}
