package org.chengxin.local.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import tools.jackson.databind.JsonNode;

/** Invents facts that keep the JSON Schema of a record type: all required fields, and half of the optional ones. */
public final class Facts {

    private static final List<String> SUMMARIES =
            List.of("演示数据:未按规定期限履行义务", "演示数据:提交的材料与事实不符", "演示数据:未取得许可从事经营活动", "演示数据:违反从业规范并经查实", "演示数据:经责令改正后仍未改正");
    private static final List<String> PRAISES =
            List.of("演示数据:连续三年守法合规", "演示数据:获得本系统诚信典型称号", "演示数据:参加社区志愿服务", "演示数据:抽查结果为优秀", "演示数据:主动公开承诺并履行");

    private Facts() {}

    public static Map<String, Object> of(RecordType type, SplittableRandom random) {
        JsonNode schema = type.factsSchema();
        Map<String, Object> facts = new LinkedHashMap<>();
        List<String> required =
                schema.path("required").valueStream().map(JsonNode::asString).toList();
        schema.path("properties").forEachEntry((name, property) -> {
            boolean must = required.contains(name);
            if (must || random.nextBoolean()) {
                Object value = value(type, property, random);
                if (value != Missing.VALUE) {
                    facts.put(name, value);
                } else if (must) {
                    throw new IllegalStateException(
                            "The demo cannot invent the field " + name + " of record type " + type.code() + ".");
                }
            }
        });
        return facts;
    }

    /** A value that cannot be invented from the schema. */
    private enum Missing {
        VALUE
    }

    private static Object value(RecordType type, JsonNode property, SplittableRandom random) {
        if (property.has("const")) {
            return property.path("const");
        }
        if (property.has("enum")) {
            return property.path("enum")
                    .get(random.nextInt(property.path("enum").size()));
        }
        return switch (property.path("type").asString("")) {
            case "boolean" -> random.nextInt(4) == 0;
            case "integer" -> {
                int lowest = property.path("minimum").asInt(0);
                yield random.nextInt(lowest, Math.min(property.path("maximum").asInt(lowest + 200), lowest + 200) + 1);
            }
            case "string" -> text(type, property, random);
            default -> Missing.VALUE;
        };
    }

    private static Object text(RecordType type, JsonNode property, SplittableRandom random) {
        // A pattern that lists what must not occur leaves plain sentences alone; any other one asks for a code.
        boolean free = !property.has("format")
                && property.path("pattern").asString("^[^").startsWith("^[^");
        List<String> sentences = type.adverse() ? SUMMARIES : PRAISES;
        String sentence = sentences.get(random.nextInt(sentences.size()));
        boolean fits = sentence.length() >= property.path("minLength").asInt(0)
                && sentence.length() <= property.path("maxLength").asInt(Integer.MAX_VALUE);
        return free && fits ? sentence : Missing.VALUE;
    }
}
