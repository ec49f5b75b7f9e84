package org.chengxin.local;

/** One part: how it is prepared, started and recognised as ready. */
interface Server {

    Part part();

    /** Unpacks and builds what the part runs on; cheap when that is done already. */
    void prepare() throws InterruptedException;

    /** How to start it now. */
    Launch launch() throws InterruptedException;

    /** Whether it answers. */
    boolean ready() throws InterruptedException;

    /** Brings into the running part what it must hold before others may use it. */
    default void equip() throws InterruptedException {}
}
