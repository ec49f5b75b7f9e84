package org.chengxin.journeys;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chengxin.verifier.Verifier;

/** The independent verifier, run as its users do: another program, with nothing of the platform on its class path. */
final class OutsideVerifier {

    private static final String CLASS_PATH = Stream.of(Verifier.class, org.postgresql.Driver.class)
            .map(OutsideVerifier::whereItIs)
            .collect(Collectors.joining(File.pathSeparator));

    private OutsideVerifier() {}

    /**
     * How it ended.
     *
     * @param code 0 when all is as it was signed, 1 when it is not
     */
    record Verdict(int code, String said) {}

    static Verdict run(String... options) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                CLASS_PATH,
                Verifier.class.getName()));
        command.addAll(List.of(options));
        var verifier = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(verifier.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Verdict(verifier.waitFor(), said);
    }

    private static String whereItIs(Class<?> type) {
        return Path.of(URI.create(
                        type.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString();
    }
}
