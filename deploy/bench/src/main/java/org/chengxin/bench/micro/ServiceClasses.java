package org.chengxin.bench.micro;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import org.chengxin.local.Complaint;

/** What a service's jar is made of, laid out so that a compiler and another JVM can use it. */
final class ServiceClasses {

    private static final String CLASSES = "BOOT-INF/classes/";
    private static final String LIBRARIES = "BOOT-INF/lib/";

    private ServiceClasses() {}

    /** @return the class path */
    static List<String> unpacked(Path jar, Path folder) throws IOException {
        if (!Files.exists(jar)) {
            throw new Complaint("The jar " + jar + " is missing: build it with mvn package.");
        }
        var classes = folder.resolve("classes");
        var path = new ArrayList<String>();
        path.add(classes.toString());
        try (var packed = new JarFile(jar.toFile())) {
            for (var entry : packed.stream().filter(each -> !each.isDirectory()).toList()) {
                Path target;
                if (entry.getName().startsWith(CLASSES)) {
                    target = classes.resolve(entry.getName().substring(CLASSES.length()));
                } else if (entry.getName().startsWith(LIBRARIES)) {
                    target = folder.resolve("lib").resolve(entry.getName().substring(LIBRARIES.length()));
                    path.add(target.toString());
                } else {
                    continue;
                }
                if (!target.normalize().startsWith(folder)) {
                    throw new IOException("An entry of the jar points outside: " + entry.getName());
                }
                Files.createDirectories(target.getParent());
                try (var in = packed.getInputStream(entry)) {
                    Files.copy(in, target);
                }
            }
        }
        return path;
    }
}
