package org.chengxin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract files among themselves: examples keep their schemas, AsyncAPI points at what is there. */
class ContractsTest {

    private static final Path CONTRACTS = Path.of("..", "contracts");

    static List<Contract> contracts() throws IOException {
        try (Stream<Path> files = Files.walk(CONTRACTS.resolve("events"))) {
            return files.filter(file -> file.toString().endsWith(".schema.json"))
                    .map(file -> new Contract(
                            file.getParent().getFileName().toString(),
                            file.getFileName().toString().replace(".schema.json", "")))
                    .toList();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("contracts")
    void anExampleKeepsItsSchemaAndBringsSomethingFromTheFuture(Contract contract) {
        contract.isKeptByJson(contract.example());

        assertThat(contract.example()).contains("\"fromTheFuture\"");
    }

    @Test
    void everyEventHasItsPlaceInAsyncApi() throws IOException {
        String asyncApi = Files.readString(CONTRACTS.resolve("asyncapi.yaml"));
        var referred = Pattern.compile("\\$ref: (\\./events/\\S+)")
                .matcher(asyncApi)
                .results()
                .map(found -> CONTRACTS.resolve(found.group(1)).normalize())
                .toList();

        assertThat(referred).isNotEmpty().allSatisfy(file -> assertThat(file).exists());
        for (var contract : contracts()) {
            assertThat(referred)
                    .contains(CONTRACTS
                            .resolve("events/" + contract.producer() + "/" + contract.type() + ".schema.json")
                            .normalize());
        }
    }
}
