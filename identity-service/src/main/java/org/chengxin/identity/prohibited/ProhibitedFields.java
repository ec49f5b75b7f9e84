package org.chengxin.identity.prohibited;

import org.chengxin.chassis.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.DeserializationProblemHandler;
import tools.jackson.databind.json.JsonMapper;

/** A field that no request knows is refused anyway; one that the law keeps out of the platform is refused by its name. */
@Component
class ProhibitedFields implements JsonMapperBuilderCustomizer {

    private final ProhibitedNames names;

    ProhibitedFields(ProhibitedNames names) {
        this.names = names;
    }

    @Override
    public void customize(JsonMapper.Builder mapper) {
        mapper.addHandler(new DeserializationProblemHandler() {
            @Override
            public boolean handleUnknownProperty(
                    DeserializationContext context,
                    JsonParser parser,
                    @Nullable ValueDeserializer<?> deserializer,
                    Object beanOrClass,
                    String propertyName) {
                names.categoryOf(propertyName).ifPresent(category -> {
                    throw new ProhibitedField(prohibited(category, parser));
                });
                return false;
            }
        });
    }

    private static Problem prohibited(String category, JsonParser parser) {
        return Problem.unprocessable("prohibited-data", "The platform never takes data of this kind; leave it out.")
                .with("category", category)
                .at(parser.streamReadContext().pathAsPointer().toString(), "denotes what the platform never holds");
    }
}
