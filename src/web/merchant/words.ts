/** The fixed wording of the page, said by its reply ids. */
export function pageWords(say: (id: string) => string) {
  return { ...talkWords(say), ...cardWords(say) };
}

export type Words = Readonly<ReturnType<typeof pageWords>>;

/** Around the talk. */
function talkWords(say: (id: string) => string) {
  return {
    page_back: say('page_back'),
    page_restart: say('page_restart'),
    page_human: say('page_human'),
    page_solved: say('page_solved'),
    page_unsolved: say('page_unsolved'),
    page_title: say('page_title'),
    page_log: say('page_log'),
    page_input: say('page_input'),
    page_send: say('page_send'),
    page_menu: say('page_menu'),
    page_size: say('page_size'),
    page_size_1: say('page_size_1'),
    page_size_2: say('page_size_2'),
    page_size_3: say('page_size_3'),
    page_home_privacy: say('page_home_privacy'),
    page_consent: say('page_consent'),
    page_privacy: say('page_privacy'),
    page_person: say('page_person'),
    page_bot: say('page_bot'),
    page_me: say('page_me'),
    page_earlier: say('page_earlier'),
    page_waiting: say('page_waiting'),
    page_retrying: say('page_retrying'),
    page_too_long: say('page_too_long'),
    page_trouble: say('page_trouble'),
    page_resend: say('page_resend'),
    page_choices: say('page_choices'),
    page_why: say('page_why'),
    page_recap: say('page_recap'),
    page_facts: say('page_facts'),
    page_reload: say('page_reload'),
  };
}

/** On the answer. */
function cardWords(say: (id: string) => string) {
  return {
    page_due: say('page_due'),
    page_timeline: say('page_timeline'),
    page_calendar: say('page_calendar'),
    page_warnings: say('page_warnings'),
    page_steps: say('page_steps'),
    page_prepare: say('page_prepare'),
    page_contacts: say('page_contacts'),
    page_call: say('page_call'),
    page_copy: say('page_copy'),
    page_copied: say('page_copied'),
    page_fake: say('page_fake'),
    page_after: say('page_after'),
    page_because: say('page_because'),
    page_for: say('page_for'),
    page_against: say('page_against'),
    page_others: say('page_others'),
    page_share: say('page_share'),
    page_copy_all: say('page_copy_all'),
    page_picture: say('page_picture'),
    page_hold: say('page_hold'),
    page_close: say('page_close'),
    page_ask_solved: say('page_ask_solved'),
  };
}
