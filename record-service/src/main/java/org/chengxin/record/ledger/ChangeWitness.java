package org.chengxin.record.ledger;

import java.util.List;

/** Whoever has to do something in the same transaction when records change. */
public interface ChangeWitness {

    void changed(List<Change> changes);
}
