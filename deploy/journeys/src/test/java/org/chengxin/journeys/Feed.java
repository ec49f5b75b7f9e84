package org.chengxin.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The changes that the national platform pulls, page after page. */
final class Feed {

    private static final int PAGE = 1_000;

    private final Api api;

    Feed(Api api) {
        this.api = api;
    }

    /** Everything after a position, in order. */
    List<JsonNode> after(long position) {
        List<JsonNode> items = new ArrayList<>();
        long after = position;
        while (true) {
            var page = api.get(
                    "/v1/feeds/national/changes?limit=" + PAGE + "&after=" + after, api.client("national-platform"));
            assertThat(page.status()).as(page.text()).isEqualTo(200);
            for (JsonNode item : page.lines()) {
                assertThat(item.path("position").asLong())
                        .as("positions only grow")
                        .isGreaterThan(after);
                after = item.path("position").asLong();
                items.add(item);
            }
            if (page.lines().isEmpty() && page.nextPosition() <= after) {
                return items;
            }
            after = Math.max(after, page.nextPosition());
        }
    }

    /** Where it ends now. */
    long end() {
        var items = after(0);
        return items.isEmpty() ? 0 : items.getLast().path("position").asLong();
    }

    /** What it said last of a record after a position; missing when it said nothing. */
    JsonNode last(long position, String recordId) {
        return after(position).stream()
                .filter(item -> item.path("recordId").asString().equals(recordId))
                .reduce((_, later) -> later)
                .orElse(tools.jackson.databind.node.MissingNode.getInstance());
    }
}
