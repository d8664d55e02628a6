package dev.emulator.fireworks.faults;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.routes.ClientConnection;
import dev.emulator.fireworks.routes.ReplyFault;
import dev.emulator.fireworks.store.AccountReader;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** Delays, replaces or breaks the answer to a call. */
@Component
class FaultInjector {

    /** Neither JSON nor UTF-8. */
    private static final byte[] GARBAGE = {'<', (byte) 0xFF, (byte) 0xFE, 0x1B, '%', '}', '{', '"', (byte) 0xC0, '\n'};

    private static final FaultError EXPIRED = FaultError.of(Code.INVALID_ARGUMENT, "invalid page token");

    private final ResponseTampering tampering;
    private final AccountReader reader;

    FaultInjector(ProtoJson protoJson, AccountReader reader) {
        this.reader = reader;
        this.tampering = new ResponseTampering(protoJson);
    }

    /** @param clock the account's clock */
    void inject(
            Injection injection,
            String account,
            Clock clock,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws IOException, ServletException {
        injection.effects().forEach(effect -> response.addHeader(RequestFaults.HEADER, effect.name()));
        Sleep.sleep(injection.delay());
        reader.discard();
        var effect = injection.effect();
        if (effect == null) {
            chain.doFilter(request, response);
        } else if (effect.error() != null) {
            ErrorAnswer.write(effect.error().resolved(), account, request, response);
        } else if (effect.breakage() != null && effect.breakage().isOfReplies()) {
            ReplyFault.set(request, effect.replyFault());
            chain.doFilter(request, response);
        } else if (effect.breakage() == null || !breakOff(effect.breakage(), account, request, response)) {
            try (var answer = new BufferedResponse(response)) {
                StreamFaults.prepare(effect, request, response, GARBAGE);
                chain.doFilter(request, answer);
                if (!request.isAsyncStarted()) {
                    tamper(effect, account, clock, request, answer);
                }
            }
        }
    }

    /** Breaks the call before it is carried out, and returns whether it did. */
    private static boolean breakOff(
            Breakage breakage, String account, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        switch (breakage) {
            case CONNECTION_RESET -> ClientConnection.of(request).reset();
            case EMPTY_ANSWER -> {
                // unread input would turn the close into a reset
                request.getInputStream().transferTo(OutputStream.nullOutputStream());
                ClientConnection.of(request).close();
            }
            case EXPIRED_PAGE_TOKEN -> ErrorAnswer.write(EXPIRED, account, request, response);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void tamper(
            FaultEffect effect, String account, Clock clock, HttpServletRequest request, BufferedResponse answer)
            throws IOException {
        if (effect.drip() != null) {
            drip(effect.drip(), answer);
        } else if (effect.stale() != null) {
            sendAsOf(clock.instant().minus(effect.stale().time()), account, request, answer);
        } else if (effect.breakage() != null) {
            tamper(effect.breakage(), request, answer);
        }
    }

    private void tamper(Breakage breakage, HttpServletRequest request, BufferedResponse answer) throws IOException {
        switch (breakage) {
            case LOST_ANSWER -> ClientConnection.of(request).reset();
            case HALF_BODY -> {
                answer.sendPart(answer.size() / 2);
                ClientConnection.of(request).close();
            }
            case GARBAGE -> {
                answer.setStatus(HttpServletResponse.SC_OK);
                answer.send(GARBAGE);
            }
            case WRONG_CONTENT_TYPE -> {
                answer.setContentType(MediaType.TEXT_HTML_VALUE);
                answer.send();
            }
            case DUPLICATED_PAGE -> answer.send(isGood(answer) ? tampering.twice(answer.bytes()) : answer.bytes());
            case DROPPED_PAGE -> answer.send(isGood(answer) ? tampering.dropped(answer.bytes()) : answer.bytes());
            default -> throw new IllegalArgumentException(breakage + " applies before the call is carried out");
        }
    }

    private static void drip(FaultEffect.Drip drip, BufferedResponse answer) throws IOException {
        var pieces = (int) Math.max(1, Math.min(drip.pieces(), answer.size()));
        answer.sendSlowly(pieces, drip.time().dividedBy(Math.max(1, pieces - 1)));
    }

    private void sendAsOf(Instant time, String account, HttpServletRequest request, BufferedResponse answer)
            throws IOException {
        if (!isGood(answer)) {
            answer.send();
            return;
        }
        var then = tampering.asOf(time, answer.bytes());
        if (then.isPresent()) {
            answer.send(then.get());
        } else {
            ErrorAnswer.write(FaultPreset.RESOURCE_NOT_FOUND.error(), account, request, (HttpServletResponse)
                    answer.getResponse());
        }
    }

    private static boolean isGood(HttpServletResponse answer) {
        return answer.getStatus() == HttpServletResponse.SC_OK
                && Objects.requireNonNullElse(answer.getContentType(), "").startsWith("application/json");
    }
}
