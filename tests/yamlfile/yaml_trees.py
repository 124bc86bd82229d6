"""Trees of hostile text for round trips."""

from __future__ import annotations

from hypothesis import strategies as st

texts = st.text(
    st.one_of(
        st.sampled_from("ab：，－“”\u3000\x85\u2028\ufeff\u200d'\"\\#:-?&*!|>%@`{}[],~\n\r\t =<null"),
        st.characters(exclude_categories=("Cs", "Cc")),
    ).filter(lambda sign: sign not in "\ufffe\uffff"),
    max_size=30,
)
keys = st.text(st.sampled_from("abcz_-09中"), min_size=1, max_size=5).filter(lambda key: key.strip("-"))
trees = st.recursive(
    st.none() | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=12,
)
