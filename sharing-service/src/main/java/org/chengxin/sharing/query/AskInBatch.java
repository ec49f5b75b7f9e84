package org.chengxin.sharing.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.chengxin.chassis.caller.Caller;
import org.chengxin.chassis.peer.PeerUnavailable;
import org.chengxin.chassis.problem.Problem;
import org.chengxin.sharing.query.Answer.LogUnavailable;
import org.chengxin.sharing.query.Answer.Refused;
import org.chengxin.sharing.query.Answer.Report;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers questions line by line: each is judged and logged like a single one, a few share a commit, and none of them
 * leaves before it. A line that cannot be read is answered and holds up nobody.
 */
@Component
class AskInBatch {

    /** Few, so that a consent withdrawn meanwhile counts for the lines that follow. */
    private static final int TOGETHER = 50;

    private static final int MOST_LINES = 10_000;
    private static final int MOST_BYTES = 16 * 1024;

    private final AskAboutPerson askAboutPerson;
    private final Flaws flaws;
    private final RefuseUnjudged refuseUnjudged;
    private final JsonMapper json;

    AskInBatch(AskAboutPerson askAboutPerson, Flaws flaws, RefuseUnjudged refuseUnjudged, JsonMapper json) {
        this.askAboutPerson = askAboutPerson;
        this.flaws = flaws;
        this.refuseUnjudged = refuseUnjudged;
        this.json = json;
    }

    /**
     * One line of the answer, in the order of the questions.
     *
     * @param ref what the asker called the question
     */
    @JsonPropertyOrder({"line", "ref", "report", "problem"})
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Line(
            int line,
            @Nullable String ref,
            @Nullable ReportView report,
            @Nullable Problem problem) {}

    private record Read(
            int line,
            @Nullable String ref,
            @Nullable Question question,
            @Nullable Unjudged unjudged,
            @Nullable Problem problem) {

        static Read useless(int line, @Nullable String ref, Problem problem) {
            return new Read(line, ref, null, null, problem);
        }
    }

    void ask(InputStream questions, OutputStream answers, Caller caller) throws IOException {
        var in = new BufferedInputStream(questions);
        var waiting = new ArrayList<Read>(TOGETHER);
        int number = 0;
        for (byte[] text = line(in); text != null; text = line(in)) {
            if (text.length == 0) {
                continue;
            }
            number++;
            if (number > MOST_LINES) {
                waiting.add(Read.useless(
                        number,
                        null,
                        Problem.tooLarge(
                                "batch-too-long", "A batch holds at most 10,000 lines; send the rest in another.")));
                break;
            }
            waiting.add(read(number, text, caller));
            if (waiting.size() == TOGETHER) {
                answer(waiting, answers);
            }
        }
        answer(waiting, answers);
    }

    private void answer(List<Read> waiting, OutputStream out) throws IOException {
        var questions = new ArrayList<Question>();
        for (var read : waiting) {
            if (read.question() != null) {
                questions.add(read.question());
            }
        }
        boolean refusalsLogged = refuseUnjudged.refuse(
                waiting.stream().map(Read::unjudged).filter(Objects::nonNull).toList());
        var given = (questions.isEmpty() ? List.<Line>of() : asked(questions)).iterator();
        for (var read : waiting) {
            var line = read.question() != null
                    ? given.next()
                    : new Line(
                            0,
                            null,
                            null,
                            read.unjudged() == null || refusalsLogged
                                    ? read.problem()
                                    : QueryController.LOG_UNAVAILABLE);
            out.write((json.writeValueAsString(new Line(read.line(), read.ref(), line.report(), line.problem())) + "\n")
                    .getBytes(UTF_8));
        }
        out.flush();
        waiting.clear();
    }

    private List<Line> asked(List<Question> questions) {
        try {
            return askAboutPerson.ask(questions).stream().map(AskInBatch::line).toList();
        } catch (PeerUnavailable e) {
            var problem = Problem.of(
                    503, "identity-service-unavailable", "Nobody can say now who the person is; send the line again.");
            return questions.stream().map(_ -> new Line(0, null, null, problem)).toList();
        }
    }

    private static Line line(Answer answer) {
        return switch (answer) {
            case Report report -> new Line(0, null, ReportView.of(report, List.of()), null);
            case Refused refused -> new Line(0, null, null, Refusals.problem(refused));
            case LogUnavailable() -> new Line(0, null, null, QueryController.LOG_UNAVAILABLE);
        };
    }

    private Read read(int number, byte[] text, Caller caller) {
        String ref = null;
        try {
            if (text.length > MOST_BYTES) {
                return Read.useless(number, null, Problem.tooLarge("line-too-long", "A line holds at most 16 KiB."));
            }
            if (!(json.readTree(text) instanceof ObjectNode question)) {
                return Read.useless(number, null, unreadable());
            }
            var named = question.remove("ref");
            ref = named == null || !named.isString() ? null : named.stringValue();
            var request = json.treeToValue(question, QueryRequest.class);
            var flaw = flaws.of(request).orElse(null);
            return flaw == null
                    ? new Read(number, ref, request.toQuestion(caller, true), null, null)
                    : new Read(number, ref, null, Unjudged.of(request, flaw, caller), flaw);
        } catch (JacksonException e) {
            return Read.useless(number, ref, unreadable());
        }
    }

    private static Problem unreadable() {
        return Problem.badRequest("line-unreadable", "The line is not the JSON that is expected here.");
    }

    /** The next line; of one that is too long only a little more than may be is kept. Null at the end. */
    private static byte @Nullable [] line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        int sign = in.read();
        if (sign < 0) {
            return null;
        }
        while (sign >= 0 && sign != '\n') {
            if (line.size() <= MOST_BYTES && sign != '\r') {
                line.write(sign);
            }
            sign = in.read();
        }
        return line.toByteArray();
    }
}
