-- Answers to questions about persons were kept under an Idempotency-Key when the address was spelled in another way than
-- the list of reading addresses spelled it: personal data that nobody may be answered from, and that a dump shows.
--
-- A row knows its caller, its key and a keyed hash of address and body; which address it was cannot be told. So every
-- kept answer goes. The keys stay taken for their day: a repetition of what was done is not done again, and is told that
-- the first answer is no longer there.
update idempotency_key
   set status  = 409,
       headers = '{"Content-Type":"application/problem+json"}',
       body    = convert_to('{"type":"urn:chengxin:problem:idempotency-answer-gone",'
                         || '"title":"idempotency answer gone","status":409,'
                         || '"detail":"A request with this key was answered; the answer is no longer kept. Read the state before you send it anew."}',
                            'UTF8')
 where status is not null;
