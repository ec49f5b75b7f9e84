package org.chengxin.repair;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The person's side: dispute, correction and repair of credit records, with clocks that run. */
@SpringBootApplication
public class RepairServiceApplication {

    static void main(String[] arguments) {
        SpringApplication.run(RepairServiceApplication.class, arguments);
    }
}
