package org.chengxin.record;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts record-service. */
@SpringBootApplication
public class RecordServiceApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(RecordServiceApplication.class, arguments);
    }
}
