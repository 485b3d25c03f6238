/** The script of the chat page: plain, without a library. Every text goes in as text, never as HTML. */
export const CHAT_SCRIPT = `
'use strict';
(function () {
  var words = JSON.parse(document.getElementById('data').textContent);
  var log = document.getElementById('log');
  var form = document.getElementById('form');
  var input = document.getElementById('input');
  var tools = document.getElementById('tools');
  var waiting = document.getElementById('waiting');
  var talk = recall();
  var unsent = null;
  var busy = false;

  function recall() {
    try { return JSON.parse(localStorage.getItem('daozhang')); } catch (error) { return null; }
  }
  function remember(value) {
    talk = value;
    try { localStorage.setItem('daozhang', JSON.stringify(value)); } catch (error) { /* private mode: the talk ends with the page */ }
  }
  function newId() {
    var bytes = crypto.getRandomValues(new Uint8Array(16));
    return Array.from(bytes, function (byte) { return byte.toString(16).padStart(2, '0'); }).join('');
  }
  function add(tag, className, text) {
    var element = document.createElement(tag);
    element.className = className;
    element.textContent = text;
    log.appendChild(element);
    log.scrollTop = log.scrollHeight;
    return element;
  }
  function dropChoices() {
    log.querySelectorAll('.choices').forEach(function (old) { old.remove(); });
  }
  function showChoices(asking) {
    dropChoices();
    if (!asking || asking.choices.length === 0) return;
    var box = add('div', 'choices', '');
    asking.choices.forEach(function (choice) {
      var button = document.createElement('button');
      button.type = 'button';
      button.textContent = choice.label;
      button.onclick = function () {
        send({ choice: { slot: asking.slot, value: choice.value } }, choice.label);
      };
      box.appendChild(button);
    });
    log.scrollTop = log.scrollHeight;
  }
  function showCalls(diagnosis) {
    var contacts = diagnosis ? diagnosis.contacts.filter(function (one) { return /^[0-9-]+$/.test(one.phone || ''); }) : [];
    if (contacts.length === 0) return;
    var box = add('div', 'calls', '');
    contacts.forEach(function (contact) {
      var link = document.createElement('a');
      link.href = 'tel:' + contact.phone;
      link.textContent = contact.name + ' ' + contact.phone;
      box.appendChild(link);
    });
  }
  function showTurn(turn) {
    turn.replies.forEach(function (reply) {
      add('div', 'bubble bot ' + reply.kind, reply.text);
      if (reply.kind === 'diagnosis') showCalls(turn.diagnosis);
    });
    showChoices(turn.asking);
  }
  function showPast(past) {
    log.textContent = '';
    past.messages.forEach(function (line) {
      add('div', 'bubble ' + line.from + ' ' + (line.kind || ''), line.text);
    });
    if (past.status === 'answered') showCalls(past.diagnosis);
    showChoices(past.asking);
  }
  function call(method, path, body) {
    var headers = { Accept: 'application/json' };
    if (body) headers['Content-Type'] = 'application/json';
    if (talk) headers.Authorization = 'Bearer ' + talk.token;
    return fetch(path, { method: method, headers: headers, body: body ? JSON.stringify(body) : undefined });
  }
  async function opened() {
    if (talk) return;
    var response = await call('POST', '/api/v1/conversations', { channel: 'web' });
    if (!response.ok) throw response;
    var created = await response.json();
    remember({ id: created.conversationId, token: created.token });
  }
  function complaint(error) {
    if (!(error instanceof Response)) return words.offline;
    return error.status === 429 ? words.busy : error.status === 413 ? words.tooLong : words.trouble;
  }
  function lock(on) {
    busy = on;
    waiting.hidden = !on;
    document.querySelectorAll('button').forEach(function (button) { button.disabled = on; });
  }
  async function send(message, shown) {
    if (busy) return;
    var key = JSON.stringify(message);
    // The same words again after a fault are the same message: the server answers them once.
    if (unsent === null || unsent.key !== key) {
      unsent = { key: key, id: newId() };
      add('div', 'bubble merchant', shown);
    }
    lock(true);
    try {
      await opened();
      var response = await call('POST', '/api/v1/conversations/' + talk.id + '/messages', Object.assign({ id: unsent.id }, message));
      if (!response.ok) throw response;
      var turn = await response.json();
      unsent = null;
      input.value = '';
      showTurn(turn);
    } catch (error) {
      if (error instanceof Response && (error.status === 401 || error.status === 404)) remember(null);
      add('div', 'bubble notice', complaint(error));
      if (message.text) input.value = message.text;
    } finally {
      lock(false);
    }
  }
  form.onsubmit = function (event) {
    event.preventDefault();
    var text = input.value.trim();
    if (text !== '') send({ text: text }, text);
  };
  input.onkeydown = function (event) {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit();
    }
  };
  tools.querySelectorAll('button').forEach(function (button) {
    button.onclick = function () { send({ text: button.textContent }, button.textContent); };
  });
  async function resume() {
    lock(true);
    try {
      var response = await call('GET', '/api/v1/conversations/' + talk.id);
      if (response.ok) showPast(await response.json());
      else if (response.status === 401 || response.status === 404) remember(null);
    } catch (error) {
      add('div', 'bubble notice', words.offline);
    } finally {
      lock(false);
    }
  }
  if (talk) resume();
})();
`;
