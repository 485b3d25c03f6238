/** The script of the triage page: posts the text and lays the verdict out. Every text goes in as text. */
export const AGENT_SCRIPT = `
'use strict';
(function () {
  var words = JSON.parse(document.getElementById('data').textContent);
  var form = document.getElementById('form');
  var verdict = document.getElementById('verdict');

  function section(title, lines) {
    var shown = lines.filter(function (line) { return line; });
    if (shown.length === 0) return;
    var box = document.createElement('section');
    var head = document.createElement('h2');
    head.textContent = title;
    var list = document.createElement('ul');
    shown.forEach(function (line) {
      var item = document.createElement('li');
      item.textContent = line;
      list.appendChild(item);
    });
    box.append(head, list);
    verdict.appendChild(box);
  }
  function factLine(id, fact) {
    var slot = words.slots[id] || { name: id, options: {} };
    var value = typeof fact.value === 'string' ? slot.options[fact.value] || fact.value : fact.value.from + ' – ' + fact.value.to;
    return slot.name + ': ' + value + (fact.said ? ' “' + fact.said + '”' : '');
  }
  function contactLine(contact) {
    return [contact.name, contact.phone, contact.when].filter(Boolean).join(' · ');
  }
  function show(triage) {
    verdict.textContent = '';
    var diagnosis = triage.diagnosis;
    var facts = Object.keys(triage.slots).map(function (id) { return factLine(id, triage.slots[id]); });
    if (triage.outOfScope) section(words.outside, [words.outside]);
    if (!triage.outOfScope && !diagnosis && facts.length === 0) section(words.nothing, [words.nothing]);
    section(words.facts, facts);
    if (diagnosis) {
      section(words.causes, diagnosis.causes.map(function (cause) {
        return cause.name + ' ' + Math.round(cause.probability * 100) + '%';
      }));
      section(words.due, [diagnosis.dueAt, diagnosis.dueBasis]);
      section(words.steps, diagnosis.warnings.concat(diagnosis.steps));
      section(words.contacts, diagnosis.contacts.map(contactLine));
    }
    section(words.missing, triage.missing.map(function (one) { return one.question; }));
  }
  form.onsubmit = async function (event) {
    event.preventDefault();
    var headers = { 'Content-Type': 'application/json' };
    var token = document.getElementById('token').value.trim();
    if (token) headers.Authorization = 'Bearer ' + token;
    var body = JSON.stringify({ text: document.getElementById('input').value });
    try {
      var response = await fetch('/api/v1/triage', { method: 'POST', headers: headers, body: body });
      var answer = await response.json();
      if (response.ok) return show(answer);
      verdict.textContent = answer.error.message;
    } catch (error) {
      verdict.textContent = words.trouble;
    }
  };
})();
`;
