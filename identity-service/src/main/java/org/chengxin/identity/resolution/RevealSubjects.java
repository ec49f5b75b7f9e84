package org.chengxin.identity.resolution;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.chengxin.identity.access.AccessLog;
import org.chengxin.identity.registry.SubjectProfile;
import org.chengxin.identity.registry.Subjects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Use case: shows who a person is, and tells the person so. */
@Component
class RevealSubjects {

    private final Subjects subjects;
    private final AccessLog accessLog;

    RevealSubjects(Subjects subjects, AccessLog accessLog) {
        this.subjects = subjects;
        this.accessLog = accessLog;
    }

    /** Numbers and names for a receiver that may have them; unknown ids are left out. */
    @Transactional
    List<SubjectProfile> reveal(List<UUID> subjectIds, String receiver, String purpose, @Nullable String matterNumber) {
        var profiles = subjects.profiles(subjectIds);
        accessLog.answered(
                profiles.stream().map(profile -> profile.subject().id()).toList(), receiver, purpose, matterNumber);
        return profiles;
    }

    /** The same for a page of a bulk pull, which stands in the log by itself. */
    @Transactional
    List<SubjectProfile> revealInBulk(List<UUID> subjectIds, String receiver, String purpose, UUID pullId) {
        var profiles = subjects.profiles(subjectIds);
        accessLog.answeredInBulk(
                profiles.stream().map(profile -> profile.subject().id()).toList(), receiver, purpose, pullId);
        return profiles;
    }

    /** One person for somebody who looks. */
    @Transactional
    Optional<SubjectProfile> show(UUID subjectId, String organisation, String purpose) {
        return reveal(List.of(subjectId), organisation, purpose, null).stream().findFirst();
    }
}
