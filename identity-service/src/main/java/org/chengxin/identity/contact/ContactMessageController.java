package org.chengxin.identity.contact;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.chengxin.identity.contact.TellPersons.OnChannel;
import org.chengxin.identity.contact.TellPersons.Telling;
import org.chengxin.identity.contact.TellPersons.Told;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** POST /v1/contact-messages: another service has somebody told, without ever learning where. */
@RestController
@Tag(name = "Contact messages", description = "Telling persons that there is something to read")
class ContactMessageController {

    private static final int MOST = 50;

    private final TellPersons tellPersons;

    ContactMessageController(TellPersons tellPersons) {
        this.tellPersons = tellPersons;
    }

    /**
     * Whom to tell.
     *
     * @param messageId stays the same however often it is asked: what was handed over under it is not sent again
     */
    record TellingGiven(@NotNull UUID messageId, @NotNull UUID subjectId) {}

    /** A batch of persons to be told; the words are always the same, and say nothing but where to read. */
    record TellRequest(@NotEmpty @Size(max = MOST) List<@Valid @NotNull TellingGiven> items) {}

    /** How far it came on one channel. */
    enum Outcome {
        SENT,
        /** The other side does not take it for this address. */
        REFUSED,
        /** Not now: ask again with the same id. */
        LATER
    }

    /**
     * What became of it on a channel.
     *
     * @param proof what the other side gave for it; only of what was sent
     * @param reason why it was not sent
     */
    record ChannelView(
            Channel channel,
            Outcome outcome,
            Instant at,
            @Nullable String proof,
            @Nullable String reason) {

        static ChannelView of(OnChannel told) {
            return switch (told.handover()) {
                case Handover.Sent(var proof) -> new ChannelView(told.channel(), Outcome.SENT, told.at(), proof, null);
                case Handover.Refused(var reason) ->
                    new ChannelView(told.channel(), Outcome.REFUSED, told.at(), null, reason);
                case Handover.Later(var reason) ->
                    new ChannelView(told.channel(), Outcome.LATER, told.at(), null, reason);
            };
        }
    }

    /** @param channels empty where the person keeps no verified address, or no channel is on */
    record ToldView(UUID messageId, List<ChannelView> channels) {

        static ToldView of(Told told) {
            return new ToldView(
                    told.messageId(),
                    told.channels().stream().map(ChannelView::of).toList());
        }
    }

    /** In the order of the items. */
    record TellView(List<ToldView> items) {}

    @PostMapping("/v1/contact-messages")
    @PreAuthorize("hasAuthority('service')")
    @Operation(
            summary = "Tell persons on their channels that there is something to read, up to 50 at once",
            description = "Role service only. Answers how far it came on each channel, never where.")
    @ApiResponse(
            responseCode = "200",
            description = "In the order of the items",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = TellView.class)))
    TellView tell(@Valid @RequestBody TellRequest request) {
        var tellings = request.items().stream()
                .map(item -> new Telling(item.messageId(), item.subjectId()))
                .toList();
        return new TellView(
                tellPersons.tell(tellings).stream().map(ToldView::of).toList());
    }
}
