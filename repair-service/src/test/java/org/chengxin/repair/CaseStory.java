package org.chengxin.repair;

import java.util.UUID;
import org.chengxin.repair.cases.RunClocks;
import org.chengxin.repair.records.RememberedRecords;
import org.chengxin.testkit.KafkaProbe;
import org.chengxin.testkit.TestClock;
import org.chengxin.testkit.Tokens;
import org.springframework.beans.factory.annotation.Autowired;

/** Wang, a record of theirs, and what tells a story about its cases. */
@CaseTest
public abstract class CaseStory {

    protected static final String CHECKED = "\"reason\": \"The file says so.\", \"basis\": \"征信业管理条例 Art. 25\"";

    @Autowired
    protected CaseApi api;

    @Autowired
    protected Tokens tokens;

    @Autowired
    protected TestClock clock;

    @Autowired
    protected RememberedRecords records;

    @Autowired
    protected RunClocks runClocks;

    @Autowired
    protected KafkaProbe kafka;

    protected final UUID wang = UUID.randomUUID();
    protected final UUID recordId = UUID.randomUUID();

    protected static String decision(String outcome) {
        return "{\"outcome\": \"%s\", %s}".formatted(outcome, CHECKED);
    }

    protected String citizen() {
        return tokens.citizen(wang);
    }

    protected String officer() {
        return tokens.officer("PROV_STATE_TAX");
    }
}
