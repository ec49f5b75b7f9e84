package org.chengxin.identity.contact;

import java.util.UUID;

/**
 * What is sent: in Chinese and in English, and never a word about what is recorded or about whom.
 *
 * @param id known to the gateway and in the mail, so that a repetition after a crash is recognised as one
 */
record Message(UUID id, String subject, String text) {

    /** There is something to read, and where. */
    static Message notice(UUID id, String readAt) {
        return new Message(id, "您有一条新的通知 / You have a new notice", """
                您在个人公共信用信息平台的收件箱中有一条新的通知，请登录查看：%s
                为保护您的个人信息，本消息不含通知内容。工作人员不会就此向您索要验证码、密码或者费用。

                There is a new notice in your inbox at the platform for personal public credit information. Sign in to read it: %s
                To protect you, this message does not say what it is about. Nobody will ask you for codes, passwords or fees.
                """.formatted(readAt, readAt));
    }

    /** The code that proves that the person reads what is sent to an address. */
    static Message code(UUID id, VerificationCode code) {
        return new Message(id, "验证码 / Verification code", """
                您的验证码是 %s，十分钟内有效，请勿告诉他人。如非本人操作，请忽略本消息。
                Your verification code is %s. It is valid for ten minutes; tell it to nobody. If you did not ask for it, ignore this message.
                """.formatted(code.digits(), code.digits()));
    }

    /** Without the text, which may hold a code: this may stand in an error or a log. */
    @Override
    public String toString() {
        return "Message[" + id + "]";
    }
}
