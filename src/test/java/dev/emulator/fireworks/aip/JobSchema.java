package dev.emulator.fireworks.aip;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A message with one field of every kind, and the reading of its JSON. */
final class JobSchema implements MessageSchema {

    static final MessageSchema JOB = new JobSchema();

    private final Map<String, Field> fields = new HashMap<>();

    private JobSchema() {
        add("name", "name", Kind.STRING, null);
        add("displayName", "display_name", Kind.STRING, null);
        add("early", "early", Kind.BOOL, null);
        add("epochs", "epochs", Kind.INT32, null);
        add("exampleCount", "example_count", Kind.INT64, null);
        add("learningRate", "learning_rate", Kind.FLOAT, null);
        add("state", "state", Kind.ENUM, null);
        add("createTime", "create_time", Kind.TIMESTAMP, null);
        add("maxDuration", "max_duration", Kind.DURATION, null);
        add("tags", "tags", Kind.STRING_LIST, null);
        add("labels", "labels", Kind.STRING_MAP, null);
        add("parent", "parent", Kind.MESSAGE, this);
        add("baseModel", "base_model", Kind.MESSAGE, this);
        add("steps", "steps", Kind.MESSAGE_LIST, this);
    }

    private void add(String jsonName, String protoName, Kind kind, MessageSchema message) {
        List<String> names = kind == Kind.ENUM ? List.of("STATE_UNSPECIFIED", "RUNNING", "COMPLETED") : List.of();
        Field field = new Field(jsonName, kind, names, message);
        fields.put(jsonName, field);
        fields.put(protoName, field);
    }

    @Override
    public Field field(String name) {
        return fields.get(name);
    }

    /** JSON in which single quotes stand for double ones. */
    static ObjectNode json(String text) {
        return (ObjectNode) JsonMapper.shared().readTree(text.replace('\'', '"'));
    }

    /** A job with every field set. */
    static ObjectNode aFullJob() {
        return json("""
                {'name': 'accounts/acme/jobs/j1', 'displayName': 'My First Job', 'early': true, 'epochs': 3,
                 'exampleCount': '9007199254740993', 'learningRate': 0.0001, 'state': 'RUNNING',
                 'createTime': '2026-08-30T03:48:42.645723Z', 'maxDuration': '1.500s',
                 'tags': ['red', 'green'], 'labels': {'team': 'blue', 'a.b': 'dots'},
                 'parent': {'name': 'p', 'epochs': 7, 'parent': null, 'createTime': null},
                 'baseModel': null,
                 'steps': [{'name': 'one', 'state': 'COMPLETED', 'epochs': 1}, {'name': 'two', 'state': 'RUNNING', 'epochs': 2}]}
                """);
    }

    /** A job as it looks when nothing was asked for. */
    static ObjectNode anEmptyJob() {
        return json("""
                {'name': '', 'displayName': '', 'early': false, 'epochs': 0, 'exampleCount': '0', 'learningRate': 0,
                 'state': 'STATE_UNSPECIFIED', 'createTime': null, 'maxDuration': null, 'tags': [], 'labels': {},
                 'parent': null, 'baseModel': null, 'steps': []}
                """);
    }
}
