"""Where one types when the search opens: in its field, without a click or a Tab before.

Streamlit's dialog takes the focus itself, or at times leaves it with the page as a whole, and its
fields have no say in that. A script in the head of the page hands it on, once for each opening,
when the field is there and nothing else in the dialog has the focus. The field keeps the words of
the last search: they are selected, so that typing begins anew.
"""

from __future__ import annotations

FIELD = "find-words"
SCRIPT = (
    "(()=>{let met;const hand=()=>{"
    f"const field=document.querySelector('[role=dialog] .st-key-{FIELD} input');"
    "if(!field||field===met)return;"
    "const box=field.closest('[role=dialog]'),at=document.activeElement;"
    "if(at===box||at===document.body){met=field;field.focus();field.select()}"
    "else if(box.contains(at))met=field};"
    "new MutationObserver(hand).observe(document,{childList:true,subtree:true});"
    "for(const moved of ['focusin','focusout'])addEventListener(moved,()=>setTimeout(hand))})()"
)
