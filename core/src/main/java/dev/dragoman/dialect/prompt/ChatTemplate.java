package dev.dragoman.dialect.prompt;

import java.util.List;
import java.util.Locale;

/**
 * How a family of models was trained to see a conversation as one text. A turn of the assistant's that is to go on is left open.
 *
 * @see <a href="https://huggingface.co/docs/transformers/chat_templating">Hugging Face: Chat templates</a>
 */
enum ChatTemplate {
    LLAMA_2 {
        @Override
        String layOut(List<Turn> turns) {
            return Instructions.laidOut(turns, "<s>", "<<SYS>>\n", "\n<</SYS>>\n\n", " </s>");
        }
    },
    LLAMA_3 {
        @Override
        String layOut(List<Turn> turns) {
            return "<|begin_of_text|>"
                    + roles(turns, "<|start_header_id|>", "<|end_header_id|>\n\n", "<|eot_id|>", "assistant");
        }
    },
    LLAMA_4 {
        @Override
        String layOut(List<Turn> turns) {
            return "<|begin_of_text|>" + roles(turns, "<|header_start|>", "<|header_end|>\n\n", "<|eot|>", "assistant");
        }
    },
    MISTRAL {
        @Override
        String layOut(List<Turn> turns) {
            return Instructions.laidOut(turns, "", "", "\n\n", "</s>");
        }
    },
    CHATML {
        @Override
        String layOut(List<Turn> turns) {
            return roles(turns, "<|im_start|>", "\n", "<|im_end|>\n", "assistant");
        }
    },
    GEMMA {
        @Override
        String layOut(List<Turn> turns) {
            return roles(Turn.withoutInstructions(turns), "<start_of_turn>", "\n", "<end_of_turn>\n", "model");
        }
    },
    DEEPSEEK {
        @Override
        String layOut(List<Turn> turns) {
            StringBuilder text = new StringBuilder("<｜begin▁of▁sentence｜>");
            for (Turn turn : turns) {
                switch (turn.role()) {
                    case SYSTEM -> text.append(turn.text());
                    case USER -> text.append("<｜User｜>").append(turn.text());
                    case ASSISTANT ->
                        text.append("<｜Assistant｜>").append(turn.text()).append("<｜end▁of▁sentence｜>");
                    case PREFIX -> text.append("<｜Assistant｜>").append(turn.text());
                }
            }
            return Turn.isOpen(turns)
                    ? text.toString()
                    : text.append("<｜Assistant｜>").toString();
        }
    },
    GRANITE {
        @Override
        String layOut(List<Turn> turns) {
            return roles(turns, "<|start_of_role|>", "<|end_of_role|>", "<|end_of_text|>\n", "assistant");
        }
    },
    GRANITE_OLD {
        @Override
        String layOut(List<Turn> turns) {
            return roles(turns, "<|", "|>\n", "\n", "assistant");
        }
    },
    TITAN {
        @Override
        String layOut(List<Turn> turns) {
            return named(turns, "User: ", "Bot: ", "Bot:");
        }
    },
    PLAIN {
        @Override
        String layOut(List<Turn> turns) {
            return named(turns, "User: ", "Assistant: ", "Assistant:");
        }
    };

    /** The conversation as one text. */
    abstract String layOut(List<Turn> turns);

    /** The template of the family that a model's name tells. */
    static ChatTemplate of(String model) {
        String name = model.toLowerCase(Locale.ROOT);
        if (name.contains("llama")) {
            return llama(name);
        }
        if (name.contains("mistral") || name.contains("mixtral")) {
            return MISTRAL;
        }
        if (name.contains("deepseek")) {
            return DEEPSEEK;
        }
        if (name.contains("granite")) {
            return granite(name);
        }
        if (name.contains("gemma")) {
            return GEMMA;
        }
        if (name.contains("titan")) {
            return TITAN;
        }
        boolean chatml = name.contains("qwen") || name.contains("chatml") || name.contains("hermes");
        return chatml ? CHATML : PLAIN;
    }

    private static ChatTemplate granite(String name) {
        return name.contains("granite-3") || name.contains("granite-4") ? GRANITE : GRANITE_OLD;
    }

    private static ChatTemplate llama(String name) {
        if (name.contains("llama4") || name.contains("llama-4")) {
            return LLAMA_4;
        }
        boolean old = name.contains("llama2") || name.contains("llama-2") || name.contains("codellama");
        return old ? LLAMA_2 : LLAMA_3;
    }

    private static String roles(List<Turn> turns, String before, String after, String end, String assistant) {
        StringBuilder text = new StringBuilder();
        for (Turn turn : turns) {
            String role = turn.isAssistants() ? assistant : turn.role().name().toLowerCase(Locale.ROOT);
            text.append(before).append(role).append(after).append(turn.text());
            text.append(turn.role() == Turn.Role.PREFIX ? "" : end);
        }
        return Turn.isOpen(turns)
                ? text.toString()
                : text.append(before).append(assistant).append(after).toString();
    }

    private static String named(List<Turn> turns, String user, String assistant, String last) {
        StringBuilder text = new StringBuilder();
        for (Turn turn : turns) {
            text.append(
                    switch (turn.role()) {
                        case SYSTEM -> "";
                        case USER -> user;
                        case ASSISTANT, PREFIX -> assistant;
                    });
            text.append(turn.text()).append(turn.role() == Turn.Role.PREFIX ? "" : "\n");
        }
        return Turn.isOpen(turns) ? text.toString() : text.append(last).toString();
    }
}
