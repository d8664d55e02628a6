package dev.emulator.fireworks.faults;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.protojson.ProtoJson;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.util.StreamUtils;

/** Does to a call what its faults say. */
@Component
class Breaker {

    private static final String REQUEST_ID = "X-Emulator-Request-Id";

    /** The end of an answer that had got lost on the way: no JSON, and no UTF-8 either. */
    private static final byte[] GARBAGE = {'<', (byte) 0xFF, (byte) 0xFE, 0x1B, '%', '}', '{', '"', (byte) 0xC0, '\n'};

    private final Answers answers;

    Breaker(ProtoJson protoJson) {
        this.answers = new Answers(protoJson);
    }

    void strike(Strike strike, Clock clock, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        strike.blows().forEach(blow -> response.addHeader(RequestFaults.HEADER, blow.name()));
        pause(strike.delay());
        var effect = strike.effect();
        if (effect == null) {
            chain.doFilter(request, response);
        } else if (effect.error() != null) {
            refuse(effect.error().resolved(), response);
        } else if (effect.breakage() == null || !breakOff(effect.breakage(), request, response)) {
            try (var answer = new KeptAnswer(response)) {
                chain.doFilter(request, answer);
                spoil(effect, clock, request, answer, response);
            }
        }
    }

    /** Tells whether that was all; what is left of the breakages spoils the answer. */
    private static boolean breakOff(Breakage breakage, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        switch (breakage) {
            case CONNECTION_RESET -> Connection.of(request).reset();
            case EMPTY_ANSWER -> {
                // what is left unread would make a reset of the close
                request.getInputStream().transferTo(OutputStream.nullOutputStream());
                Connection.of(request).close();
            }
            case EXPIRED_PAGE_TOKEN -> refuse(FaultError.of(Code.INVALID_ARGUMENT, "invalid page token"), response);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void spoil(
            FaultEffect effect,
            Clock clock,
            HttpServletRequest request,
            KeptAnswer answer,
            HttpServletResponse response)
            throws IOException {
        if (effect.drip() != null) {
            drip(effect.drip(), answer, response);
        } else if (effect.stale() != null) {
            hideNew(effect.stale(), clock, answer, response);
        } else if (effect.breakage() != null) {
            spoil(effect.breakage(), request, answer, response);
        }
    }

    private void spoil(Breakage breakage, HttpServletRequest request, KeptAnswer answer, HttpServletResponse response)
            throws IOException {
        switch (breakage) {
            case LOST_ANSWER -> Connection.of(request).reset();
            case HALF_BODY -> {
                sendPieces(answer, response, answer.size() / 2, 1, Duration.ZERO);
                Connection.of(request).close();
            }
            case GARBAGE -> {
                response.setStatus(200);
                write(GARBAGE, response);
            }
            case WRONG_CONTENT_TYPE -> {
                response.setContentType(MediaType.TEXT_HTML_VALUE);
                answer.send();
            }
            case DUPLICATED_PAGE -> sendChanged(answer, response, body -> Optional.of(answers.twice(body)));
            case DROPPED_PAGE -> sendChanged(answer, response, body -> Optional.of(answers.dropped(body)));
            default -> throw new IllegalArgumentException(breakage + " is done before there is an answer");
        }
    }

    private void hideNew(FaultEffect.Stale stale, Clock clock, KeptAnswer answer, HttpServletResponse response)
            throws IOException {
        var then = clock.instant().minus(stale.time());
        sendChanged(answer, response, body -> answers.asOf(then, body));
    }

    /** @param change empty where nothing is to be found */
    private static void sendChanged(
            KeptAnswer answer, HttpServletResponse response, Function<byte[], Optional<byte[]>> change)
            throws IOException {
        if (!isGood(answer)) {
            answer.send();
            return;
        }
        try (var content = answer.content()) {
            var changed = change.apply(content.readAllBytes());
            if (changed.isPresent()) {
                write(changed.get(), response);
            } else {
                refuse(FaultPreset.RESOURCE_NOT_FOUND.error(), response);
            }
        }
    }

    private static boolean isGood(HttpServletResponse answer) {
        return answer.getStatus() == 200
                && Objects.requireNonNullElse(answer.getContentType(), "").startsWith("application/json");
    }

    private static void drip(FaultEffect.Drip drip, KeptAnswer answer, HttpServletResponse response)
            throws IOException {
        var pieces = (int) Math.max(1, Math.min(drip.pieces(), answer.size()));
        sendPieces(answer, response, answer.size(), pieces, drip.time().dividedBy(Math.max(1, pieces - 1)));
    }

    /** @param bytes how many of the answer are sent, which in any case tells its whole length */
    private static void sendPieces(
            KeptAnswer answer, HttpServletResponse response, long bytes, int pieces, Duration between)
            throws IOException {
        response.setContentLengthLong(answer.size());
        try (var content = answer.content()) {
            for (int i = 0; i < pieces; i++) {
                if (i > 0) {
                    pause(between);
                }
                var piece = bytes * (i + 1) / pieces - bytes * i / pieces;
                StreamUtils.copyRange(content, response.getOutputStream(), 0, piece - 1);
                response.flushBuffer();
            }
        }
    }

    private static void refuse(FaultError error, HttpServletResponse response) throws IOException {
        response.setStatus(error.status());
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        var wait = error.wait("retry_after");
        if (!error.retryAfter().isEmpty()) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wholeSeconds(wait)));
            if (wait.getNano() != 0) {
                response.setHeader("retry-after-ms", Long.toString(wait.toMillis()));
            }
        }
        var requestId = Objects.requireNonNullElse(response.getHeader(REQUEST_ID), "");
        write(error.body(requestId).toString().getBytes(StandardCharsets.UTF_8), response);
    }

    private static long wholeSeconds(Duration wait) {
        return wait.toSeconds() + (wait.getNano() == 0 ? 0 : 1);
    }

    private static void write(byte[] body, HttpServletResponse response) throws IOException {
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** Real time, whatever the account's clock says: it is the client's patience that is tried. */
    private static void pause(Duration time) throws InterruptedIOException {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the emulator is stopping");
        }
    }
}
