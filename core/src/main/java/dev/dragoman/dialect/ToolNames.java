package dev.dragoman.dialect;

import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.Choice;
import dev.dragoman.model.Message;
import dev.dragoman.model.Part;
import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Tool;
import dev.dragoman.model.ToolChoice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Names of a call's tools that its vendor does not take, and what they are called there instead. The same request always gives
 * the same names, and no two tools get one name. Immutable.
 */
public final class ToolNames {

    /** All names stay as they are. */
    public static final ToolNames AS_THEY_ARE = new ToolNames(Map.of(), Map.of());

    private final Map<String, String> there;
    private final Map<String, String> here;

    private ToolNames(Map<String, String> there, Map<String, String> here) {
        this.there = there;
        this.here = here;
    }

    /** The names that a request needs at a vendor with this rule. */
    public static ToolNames of(ChatRequest request, ToolNameRule rule) {
        Set<String> unfit = new LinkedHashSet<>(0);
        visit(request, name -> {
            if (!rule.fits(name)) {
                unfit.add(name);
            }
        });
        return unfit.isEmpty() ? AS_THEY_ARE : fitted(request, unfit, rule);
    }

    private static ToolNames fitted(ChatRequest request, Set<String> unfit, ToolNameRule rule) {
        Map<String, String> here = new HashMap<>();
        visit(request, name -> here.put(name, name));
        Map<String, String> there = new HashMap<>();
        for (String name : unfit) {
            int turn = 0;
            String fitted = rule.fitted(name, turn);
            while (here.containsKey(fitted)) {
                fitted = rule.fitted(name, ++turn);
            }
            there.put(name, fitted);
            here.put(fitted, name);
        }
        return new ToolNames(there, here);
    }

    private static void visit(ChatRequest request, Consumer<String> names) {
        for (Tool tool : request.tools()) {
            String name = name(tool);
            if (name != null) {
                names.accept(name);
            }
        }
        switch (request.toolChoice()) {
            case ToolChoice.Named named -> names.accept(named.name());
            case ToolChoice.Allowed allowed -> allowed.names().forEach(names);
            case null, default -> {}
        }
        for (Message message : request.messages()) {
            visit(message, names);
        }
    }

    private static @Nullable String name(Tool tool) {
        return switch (tool) {
            case Tool.Function function -> function.name();
            case Tool.Custom custom -> custom.name();
            case Tool.WebSearch search -> null;
            case Tool.Opaque opaque -> null;
        };
    }

    private static void visit(Message message, Consumer<String> names) {
        if (message instanceof Message.ToolResult result && result.name() != null) {
            names.accept(result.name());
        }
        if (message instanceof Message.Assistant turn) {
            for (Part part : turn.parts()) {
                if (part instanceof Part.ToolCall call) {
                    names.accept(call.name());
                }
            }
        }
    }

    /** The request with the names that the vendor takes. */
    public ChatRequest sent(ChatRequest request) {
        return there.isEmpty()
                ? request
                : request.toBuilder()
                        .tools(request.tools().stream().map(this::sent).toList())
                        .toolChoice(sent(request.toolChoice()))
                        .messages(request.messages().stream().map(this::sent).toList())
                        .build();
    }

    private String there(String name) {
        return there.getOrDefault(name, name);
    }

    private String here(String name) {
        return here.getOrDefault(name, name);
    }

    private Tool sent(Tool tool) {
        return switch (tool) {
            case Tool.Function function ->
                new Tool.Function(
                        there(function.name()),
                        function.description(),
                        function.parameters(),
                        function.strict(),
                        function.cache(),
                        function.extras());
            case Tool.Custom custom -> new Tool.Custom(there(custom.name()), custom.description(), custom.format());
            case Tool.WebSearch search -> search;
            case Tool.Opaque opaque -> opaque;
        };
    }

    private @Nullable ToolChoice sent(@Nullable ToolChoice choice) {
        return switch (choice) {
            case ToolChoice.Named named -> new ToolChoice.Named(there(named.name()), named.custom());
            case ToolChoice.Allowed allowed ->
                new ToolChoice.Allowed(allowed.names().stream().map(this::there).toList(), allowed.required());
            case null, default -> choice;
        };
    }

    private Message sent(Message message) {
        return switch (message) {
            case Message.Assistant turn ->
                new Message.Assistant(renamed(turn.parts(), this::there), turn.name(), turn.prefix(), turn.extras());
            case Message.ToolResult result ->
                new Message.ToolResult(
                        result.parts(),
                        result.callId(),
                        result.name() == null ? null : there(result.name()),
                        result.error(),
                        result.cache());
            case Message.Instructions told -> told;
            case Message.User user -> user;
        };
    }

    private static List<Part> renamed(List<Part> parts, UnaryOperator<String> names) {
        List<Part> renamed = new ArrayList<>(parts.size());
        for (Part part : parts) {
            renamed.add(part instanceof Part.ToolCall call ? renamed(call, names) : part);
        }
        return renamed;
    }

    private static Part renamed(Part.ToolCall call, UnaryOperator<String> names) {
        return new Part.ToolCall(
                call.id(), names.apply(call.name()), call.arguments(), call.custom(), call.signature(), call.cache());
    }

    /** The vendor's answer with the names that the caller knows. */
    public ChatReply told(ChatReply reply) {
        return here.isEmpty()
                ? reply
                : new ChatReply(
                        reply.id(),
                        reply.model(),
                        reply.created(),
                        reply.choices().stream().map(this::told).toList(),
                        reply.usage(),
                        reply.serviceTier(),
                        reply.extras());
    }

    private Choice told(Choice choice) {
        return new Choice(
                choice.index(),
                renamed(choice.parts(), this::here),
                choice.finish(),
                choice.nativeFinish(),
                choice.stopSequence(),
                choice.logprobs(),
                choice.annotations(),
                choice.extras());
    }

    /** A reader that tells the names that the caller knows. */
    public EventReader told(EventReader reader) {
        return here.isEmpty() ? reader : new Telling(reader);
    }

    private ChatEvent told(ChatEvent event) {
        return switch (event) {
            case ChatEvent.ToolCallStarted call ->
                new ChatEvent.ToolCallStarted(
                        call.choice(), call.call(), call.id(), here(call.name()), call.custom(), call.signature());
            case ChatEvent.WholePart whole
            when whole.part() instanceof Part.ToolCall call ->
                new ChatEvent.WholePart(whole.choice(), renamed(call, this::here));
            default -> event;
        };
    }

    /** Puts names back into what another reader hears. */
    private final class Telling implements EventReader {

        private final EventReader reader;

        Telling(EventReader reader) {
            this.reader = reader;
        }

        @Override
        public void read(SseEvent event, Consumer<ChatEvent> into) {
            reader.read(event, step -> into.accept(told(step)));
        }

        @Override
        public void end(Consumer<ChatEvent> into) {
            reader.end(step -> into.accept(told(step)));
        }
    }
}
