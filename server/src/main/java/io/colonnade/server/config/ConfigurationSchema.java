package io.colonnade.server.config;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.colonnade.server.config.ConfigurationKey.Presence;

/** The JSON Schema (draft 2020-12) of {@code colonnade.yaml}, for editors; made from the table of keys. */
public final class ConfigurationSchema {
    private static final String VARIABLE = "\\$\\{[A-Za-z_][A-Za-z0-9_]*(:[^}]*)?\\}";

    private final ObjectMapper json = new ObjectMapper();

    /** Returns the schema as text. */
    public String text() {
        ObjectNode root = mapping(KeyTree.of(ConfigurationKeys.ALL));
        ObjectNode schema = json.createObjectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "Colonnade configuration");
        schema.setAll(root);
        return schema.toPrettyString();
    }

    private ObjectNode node(KeyTree tree) {
        ConfigurationKey key = tree.key();
        if (key != null) {
            return value(key);
        }
        KeyTree element = tree.children().get(ConfigurationKey.PLACE);
        if (element != null) {
            ObjectNode list = json.createObjectNode().put("type", "array");
            list.set("items", mapping(element));
            return list;
        }
        return mapping(tree);
    }

    private ObjectNode mapping(KeyTree tree) {
        ObjectNode object = json.createObjectNode().put("type", "object");
        KeyTree named = tree.children().get(ConfigurationKey.NAME);
        if (named != null) {
            object.set("additionalProperties", node(named));
            object.put("minProperties", 1);
            return object;
        }
        object.put("additionalProperties", false);
        ObjectNode properties = object.putObject("properties");
        ArrayNode required = json.createArrayNode();
        tree.children().forEach((word, child) -> {
            properties.set(word, node(child));
            if (child.key() != null && child.key().presence() == Presence.REQUIRED) {
                required.add(word);
            }
        });
        if (!required.isEmpty()) {
            object.set("required", required);
        }
        return object;
    }

    private ObjectNode value(ConfigurationKey key) {
        ObjectNode value = json.createObjectNode();
        value.put("description", key.description());
        if (!key.type().schemaType().equals("string")) {
            ArrayNode either = value.putArray("anyOf");
            either.addObject().put("type", key.type().schemaType());
            either.addObject().put("type", "string").put("pattern", "^" + VARIABLE + "$");
        } else if (key.type().isList()) {
            ArrayNode either = value.putArray("anyOf");
            either.addObject().put("type", "array").putObject("items").put("type", "string");
            either.addObject().put("type", "string");
        } else {
            value.put("type", "string");
            if (!key.type().pattern().isEmpty()) {
                value.put("pattern", key.type().pattern() + "|^" + VARIABLE + "$");
            }
        }
        key.fallbackValue().ifPresent(fallback -> {
            if (fallback instanceof Integer number) {
                value.put("default", number);
            } else if (fallback instanceof Boolean flag) {
                value.put("default", flag);
            } else {
                value.put("default", key.fallback());
            }
        });
        return value;
    }
}
