"""Where one types when the search opens: in its field, without a click or a Tab before.

Streamlit's dialog takes the focus itself, and its fields have no say in that. A script in the head
of the page hands it on, once for each opening, and only while the dialog itself still has it: who
has gone elsewhere meanwhile stays there. The field may come some moments after the dialog, and
keeps the words of the last search: they are selected, so that typing begins anew.
"""

from __future__ import annotations

FIELD = "find-words"
SCRIPT = (
    "(()=>{let met;addEventListener('focusin',({target:box})=>{"
    "if(box===met||box.getAttribute('role')!=='dialog')return;met=box;"
    "const watch=new MutationObserver(()=>hand()),hand=()=>{"
    f"const field=box.querySelector('.st-key-{FIELD} input');"
    "if(field){watch.disconnect();if(document.activeElement===box){field.focus();field.select()}}};"
    "watch.observe(box,{childList:true,subtree:true});hand()})})()"
)
