import QtQuick
import Look

// The screen that faces the citizen, drawn on 1024 × 600 and scaled to the window.
Rectangle {
    id: root
    color: Theme.paper
    readonly property var view: screen.view
    readonly property bool isAsking: ["ask", "why", "survey", "note", "thanks"].indexOf(view.page) >= 0

    Item {
        id: sheet
        width: 1024; height: 600
        anchors.centerIn: parent
        scale: Math.min(root.width / width, root.height / height)

        Head { x: 40; y: 28; width: 944; height: 56; isCard: !root.isAsking }
        StaffCard { visible: !root.isAsking; x: 40; y: 112; width: 944; height: 448 }
        Loader {
            anchors.fill: parent
            active: root.isAsking
            source: root.view.page === "thanks" ? "Thanks.qml" : root.view.page === "why" ? "Why.qml"
                : root.view.page === "note" ? "Note.qml" : "Question.qml"
        }
    }
}
