package dev.dragoman.dialect;

import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.Message;
import dev.dragoman.model.Part;
import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Tool;
import dev.dragoman.model.ToolChoice;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
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
        return there.isEmpty() ? request : new ToolRenaming(name -> there.getOrDefault(name, name)).of(request);
    }

    /** The vendor's answer with the names that the caller knows. */
    public ChatReply told(ChatReply reply) {
        return here.isEmpty() ? reply : back().of(reply);
    }

    /** A reader that tells the names that the caller knows. */
    public EventReader told(EventReader reader) {
        return here.isEmpty() ? reader : new Telling(reader, back());
    }

    private ToolRenaming back() {
        return new ToolRenaming(name -> here.getOrDefault(name, name));
    }

    /** Puts names back into what another reader hears. */
    private record Telling(EventReader reader, ToolRenaming back) implements EventReader {

        @Override
        public void read(SseEvent event, Consumer<ChatEvent> into) {
            reader.read(event, step -> into.accept(back.of(step)));
        }

        @Override
        public void end(Consumer<ChatEvent> into) {
            reader.end(step -> into.accept(back.of(step)));
        }
    }
}
