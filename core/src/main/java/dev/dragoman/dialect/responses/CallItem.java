package dev.dragoman.dialect.responses;

import dev.dragoman.json.JsonWriter;
import dev.dragoman.model.Part;

/** A call of a tool. */
final class CallItem implements AnswerItem {

    private final Place place;
    private final Part.ToolCall call;
    private final StringBuilder arguments = new StringBuilder();

    /** A call that begins as this one, without arguments yet. */
    CallItem(Place place, Part.ToolCall call) {
        this.place = place;
        this.call = call;
    }

    void append(String fragment) {
        arguments.append(fragment);
    }

    String name() {
        return call.name();
    }

    boolean custom() {
        return call.custom();
    }

    /** The arguments so far. */
    String arguments() {
        return arguments.toString();
    }

    @Override
    public int index() {
        return place.index();
    }

    @Override
    public String id() {
        return place.id(custom() ? "ctc" : "fc");
    }

    @Override
    public void write(JsonWriter out, Status status) {
        out.beginObject().member("id", id());
        out.member("type", custom() ? "custom_tool_call" : "function_call").member("status", status.word());
        out.member("call_id", call.id()).member("name", call.name());
        out.member(custom() ? "input" : "arguments", arguments());
        AnswerItem.own(out, call.signature());
        out.endObject();
    }
}
