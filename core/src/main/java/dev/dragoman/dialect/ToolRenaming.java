package dev.dragoman.dialect;

import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.Choice;
import dev.dragoman.model.Message;
import dev.dragoman.model.Part;
import dev.dragoman.model.Tool;
import dev.dragoman.model.ToolChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Gives tools other names, wherever a call speaks of them. */
record ToolRenaming(UnaryOperator<String> names) {

    ChatRequest of(ChatRequest request) {
        return request.toBuilder()
                .tools(request.tools().stream().map(this::of).toList())
                .toolChoice(of(request.toolChoice()))
                .messages(request.messages().stream().map(this::of).toList())
                .build();
    }

    private Tool of(Tool tool) {
        return switch (tool) {
            case Tool.Function function ->
                new Tool.Function(
                        names.apply(function.name()),
                        function.description(),
                        function.parameters(),
                        function.strict(),
                        function.cache(),
                        function.extras());
            case Tool.Custom custom ->
                new Tool.Custom(names.apply(custom.name()), custom.description(), custom.format());
            case Tool.WebSearch search -> search;
            case Tool.Opaque opaque -> opaque;
        };
    }

    private @Nullable ToolChoice of(@Nullable ToolChoice choice) {
        return switch (choice) {
            case ToolChoice.Named named -> new ToolChoice.Named(names.apply(named.name()), named.custom());
            case ToolChoice.Allowed allowed ->
                new ToolChoice.Allowed(allowed.names().stream().map(names).toList(), allowed.required());
            case null, default -> choice;
        };
    }

    private Message of(Message message) {
        return switch (message) {
            case Message.Assistant turn ->
                new Message.Assistant(of(turn.parts()), turn.name(), turn.prefix(), turn.extras());
            case Message.ToolResult result ->
                new Message.ToolResult(
                        result.parts(),
                        result.callId(),
                        result.name() == null ? null : names.apply(result.name()),
                        result.error(),
                        result.cache());
            case Message.Instructions told -> told;
            case Message.User user -> user;
        };
    }

    private List<Part> of(List<Part> parts) {
        List<Part> renamed = new ArrayList<>(parts.size());
        for (Part part : parts) {
            renamed.add(part instanceof Part.ToolCall call ? of(call) : part);
        }
        return renamed;
    }

    private Part of(Part.ToolCall call) {
        return new Part.ToolCall(
                call.id(), names.apply(call.name()), call.arguments(), call.custom(), call.signature(), call.cache());
    }

    ChatReply of(ChatReply reply) {
        return new ChatReply(
                reply.id(),
                reply.model(),
                reply.created(),
                reply.choices().stream().map(this::of).toList(),
                reply.usage(),
                reply.serviceTier(),
                reply.extras());
    }

    private Choice of(Choice choice) {
        return new Choice(
                choice.index(),
                of(choice.parts()),
                choice.finish(),
                choice.nativeFinish(),
                choice.stopSequence(),
                choice.logprobs(),
                choice.annotations(),
                choice.extras());
    }

    ChatEvent of(ChatEvent event) {
        return switch (event) {
            case ChatEvent.ToolCallStarted call ->
                new ChatEvent.ToolCallStarted(
                        call.choice(),
                        call.call(),
                        call.id(),
                        names.apply(call.name()),
                        call.custom(),
                        call.signature());
            case ChatEvent.WholePart whole
            when whole.part() instanceof Part.ToolCall call -> new ChatEvent.WholePart(whole.choice(), of(call));
            default -> event;
        };
    }
}
