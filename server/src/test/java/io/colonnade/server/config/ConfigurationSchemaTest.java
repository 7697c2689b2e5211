package io.colonnade.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class ConfigurationSchemaTest {
    private final JsonNode schema = parse();

    private static JsonNode parse() {
        try {
            return new ObjectMapper().readTree(new ConfigurationSchema().text());
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void describesPlainKeysWithTheirDefaults() {
        JsonNode port = schema.at("/properties/server/properties/flight/properties/port");
        assertThat(port.get("default").asInt()).isEqualTo(50051);
        assertThat(port.get("description").asText()).isNotEmpty();
    }

    @Test
    void leavesTheNamesOfSourcesFree() {
        JsonNode source = schema.at("/properties/sources/additionalProperties");
        assertThat(source.get("required")).extracting(JsonNode::asText).contains("type", "url", "user", "password");
        assertThat(source.at("/additionalProperties").asBoolean()).isFalse();
    }

    @Test
    void knowsThatIssuersAreAList() {
        JsonNode issuers = schema.at("/properties/security/properties/issuers");
        assertThat(issuers.get("type").asText()).isEqualTo("array");
        assertThat(issuers.at("/items/properties/audience/type").asText()).isEqualTo("string");
    }
}
