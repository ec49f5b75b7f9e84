package org.chengxin.repair.evidence;

/** A file that is not taken; the message is for its sender and holds nothing of the file. */
class UnsafeFile extends Exception {

    UnsafeFile(String message) {
        super(message);
    }
}
