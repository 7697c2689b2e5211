package io.colonnade.server.graphql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.language.AstPrinter;
import graphql.language.OperationDefinition;
import graphql.normalized.ExecutableNormalizedField;
import graphql.normalized.ExecutableNormalizedOperation;
import graphql.normalized.ExecutableNormalizedOperationToAstCompiler;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.server.graphql.schema.ViewSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What callers ask of their schema. GraphQL's library answers, from the schema alone, and the last answers are remembered: tools
 * ask the same again and again. Thread-safe.
 */
final class Introspection {
    private static final String RESERVED = "__";
    private static final String TYPE_NAME = "__typename";
    private static final long REMEMBERED_CHARACTERS = 8 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Cache<Question, Map<String, String>> remembered = CacheBuilder.newBuilder()
            .maximumWeight(REMEMBERED_CHARACTERS)
            .weigher((Question question, Map<String, String> answers) ->
                    question.document().length()
                            + answers.values().stream().mapToInt(String::length).sum())
            .build();

    private record Question(ViewSchema schema, String document) {}

    /** Returns the JSON of the root fields that ask of the schema, by their names in the answer. */
    Map<String, String> answers(ViewSchema schema, ExecutableNormalizedOperation operation) {
        List<ExecutableNormalizedField> asked = operation.getTopLevelFields().stream()
                .filter(field -> field.getFieldName().startsWith(RESERVED) && !isTypeName(field))
                .toList();
        if (asked.isEmpty()) {
            return Map.of();
        }
        Question question = new Question(schema, document(schema, asked));
        Map<String, String> known = remembered.getIfPresent(question);
        if (known != null) {
            return known;
        }
        Map<String, String> answers = answers(question);
        remembered.put(question, answers);
        return answers;
    }

    static boolean isTypeName(ExecutableNormalizedField field) {
        return field.getFieldName().equals(TYPE_NAME);
    }

    private static String document(ViewSchema schema, List<ExecutableNormalizedField> asked) {
        return AstPrinter.printAstCompact(ExecutableNormalizedOperationToAstCompiler.compileToDocument(
                        schema.definition(), OperationDefinition.Operation.QUERY, null, asked, null)
                .getDocument());
    }

    private static Map<String, String> answers(Question question) {
        ExecutionResult result = GraphQL.newGraphQL(question.schema().definition())
                .build()
                .execute(ExecutionInput.newExecutionInput(question.document())
                        .locale(Documents.LANGUAGE)
                        .build());
        Map<String, Object> data = result.getData();
        if (data == null || !result.getErrors().isEmpty()) {
            throw ColonnadeException.of(
                    ErrorKind.INVALID_ARGUMENT,
                    SqlState.STATEMENT_TOO_COMPLEX,
                    "Cannot answer what is asked of the schema; ask for less of it at a time");
        }
        Map<String, String> answers = new LinkedHashMap<>();
        data.forEach((name, value) -> answers.put(name, json(value)));
        return answers;
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
