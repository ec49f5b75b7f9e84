package org.chengxin.local;

import java.util.List;
import java.util.Map;

/**
 * How a process of the suite is started.
 *
 * @param environment added to the launcher's own
 */
record Launch(List<String> command, Map<String, String> environment) {

    Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
